#include "cli/terms_arguments.h"

#include "cli/failure.h"

namespace calls::cli {

void TermsArguments::declare(Arguments& arguments) {
    arguments.whole("--price P", price_, "coins for each payment");
    arguments.choice("--mode MODE", mode_, {"once", "each"}, "once, or each period anew");
    arguments.duration("--period D", period_, "how long a payment holds, with --mode each");
}

void TermsArguments::check(bool needed) const {
    const bool any = price_ || !mode_.empty() || period_;
    if (!any && !needed) return;
    if (!price_ || mode_.empty()) throw bad_usage("--price and --mode go together");
    if (mode_ == "each" && !period_) throw bad_usage("--mode each needs --period");
    if (mode_ == "once" && period_.value_or(Millis{0}) != Millis{0}) {
        throw bad_usage("--mode once has no --period");
    }
}

void TermsArguments::put_into(boost::json::object& params) const {
    if (!price_) return;
    params["mode"] = mode_ == "once" ? "ONCE" : "EACH";
    params["periodMills"] = period_.value_or(Millis{0}).count();
    params["price"] = *price_;
}

}  // namespace calls::cli
