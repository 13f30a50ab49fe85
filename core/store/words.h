#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/engine/store.h"

// The words of the tables, read back.

namespace calls::store {

template <class Value>
Value known(std::optional<Value> (*find)(std::string_view), const std::string& word) {
    const std::optional<Value> value = find(word);
    if (!value) throw engine::StoreBroken{"the tables hold an unknown word: '" + word + "'"};
    return *value;
}

}  // namespace calls::store
