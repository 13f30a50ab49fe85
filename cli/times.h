#pragma once

#include "core/base/duration.h"
#include "core/base/time_text.h"

// The words for time that all of callctl uses.

namespace calls::cli {

using base::duration_text;
using base::exact_text;
using base::Instant;
using base::Millis;
using base::Moment;
using base::TimeStyle;
using base::whole_seconds_text;

}  // namespace calls::cli
