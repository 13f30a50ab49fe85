#include "cli/command.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

std::vector<Column> finding_columns() {
    return {field_column("FINDING", "what", FieldKind::text),
            field_column("ID", "id", FieldKind::whole),
            field_column("EXPECTED", "expected", FieldKind::text),
            field_column("FOUND", "found", FieldKind::text)};
}

class AuditCommand : public Ask {
  public:
    void declare(Arguments& /*arguments*/) override {}
    [[nodiscard]] bool patient() const override { return true; }
    [[nodiscard]] std::string_view long_work() const override { return "auditing"; }
    std::optional<Request> request(Context& /*context*/) override { return Request{"audit"}; }

    // Findings are told even where nothing else is printed: cron mails what it gets.
    int show(Context& context, const json::object& result) override {
        const json::array findings = findings_of(result);
        if (context.print().for_people()) {
            show_checked(context, result);
            if (findings.empty()) {
                context.print().lines("no findings\n");
            } else {
                ListPrinter(context.print(), open_shape, finding_columns()).rows(findings);
            }
        } else {
            context.print().one(shape(), result);
            if (context.globals().quiet) say_each(findings);
        }
        if (auto failure = verdict(result)) throw Failure(std::move(*failure));
        return 0;
    }

    [[nodiscard]] std::optional<Failure> verdict(const json::object& result) const override {
        const json::array findings = findings_of(result);
        if (findings.empty()) return std::nullopt;
        Failure failure(protocol::ErrorCode::internal,
                        "the audit has " + std::to_string(findings.size()) + " findings");
        failure.advise("keep a backup of the store as it is, and report them");
        failure.add_data("findings", findings);
        return failure;
    }

  private:
    static json::array findings_of(const json::object& result) {
        const json::value* found = result.if_contains("findings");
        return found != nullptr && found->is_array() ? found->get_array() : json::array();
    }

    static void say_each(const json::array& findings) {
        for (const json::value& finding : findings) {
            const json::object& one = finding.as_object();
            const std::int64_t id = whole_or_zero(one, "id");
            say(text_at(one, "what") + (id == 0 ? "" : " (" + std::to_string(id) + ")") +
                ": expected " + text_at(one, "expected") + ", found " + text_at(one, "found"));
        }
    }

    static void show_checked(Context& context, const json::object& result) {
        const json::value* checked = result.if_contains("checked");
        if (checked == nullptr || !checked->is_object()) return;
        context.print().lines("checked:\n");
        context.print().one(open_shape, checked->get_object());
    }
};

}  // namespace

extern const CommandEntry audit_command{
    .name = "audit",
    .usage = "",
    .purpose = "checks every rule that the store must keep; exits with 1 on findings",
    .examples = "audit\n",
    .make = make_command<AuditCommand>,
};

}  // namespace calls::cli
