//! Work on the machine's cores, with results in the order of the input: the same whatever the number of cores.

use std::num::NonZeroUsize;

/// `f` of every item, in order. From `enough` items on the work is shared among the cores; each share begins with its own
/// `start()`.
pub(crate) fn map<T, S, R>(
    items: &[T],
    enough: usize,
    start: impl Fn() -> S + Sync,
    f: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let cores = if items.len() < enough { 1 } else { cores() };
    let share = items.len().div_ceil(cores).max(1);
    let one = |items: &[T]| {
        let mut state = start();
        items.iter().map(|item| f(&mut state, item)).collect::<Vec<R>>()
    };
    if cores == 1 {
        return one(items);
    }
    std::thread::scope(|scope| {
        let shares: Vec<_> = items.chunks(share).map(|items| scope.spawn(|| one(items))).collect();
        shares
            .into_iter()
            .flat_map(|share| share.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)))
            .collect()
    })
}

/// The number of cores; one where there are no threads.
fn cores() -> usize {
    if cfg!(target_family = "wasm") {
        1
    } else {
        std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(16)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_the_input() {
        let items: Vec<u32> = (0..1000).collect();
        let shared = super::map(&items, 10, || 0, |_, n| n * 2);
        assert_eq!(shared, super::map(&items, 10_000, || 0, |_, n| n * 2));
        assert_eq!(shared[999], 1998);
    }
}
