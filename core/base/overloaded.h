#pragma once

namespace calls::base {

// One visitor of several lambdas, for std::visit.
template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace calls::base
