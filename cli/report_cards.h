#pragma once

#include "cli/html.h"
#include "cli/report_data.h"

// The parts of a report page: a chart each, what its colours mean, and the table behind it.

namespace calls::cli {

Html calls_card(const TimeSeries::Pieces& pieces);
Html coins_card(const TimeSeries::Pieces& pieces);
Html week_card(const WeekGrid& week);
Html reasons_card(const ReportData& data);
Html talk_card(const ReportData& data);
Html hosts_card(const TopUsers& hosts);
Html guests_card(const TopUsers& guests);

}  // namespace calls::cli
