#pragma once

namespace calls::base {

// One visitor of several lambdas, for std::visit.
template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

}  // namespace calls::base
