//! Work on the machine's cores, with results in the order of the input: the same whatever the number of cores.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

/// `f` of every item, in order. From `enough` items on the work is shared among the cores: whoever is free takes the
/// next item, and each begins with its own `start()`.
pub fn map<T, S, R>(
    items: &[T],
    enough: usize,
    start: impl Fn() -> S + Sync,
    f: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let cores = if items.len() < enough { 1 } else { cores().min(items.len()) };
    if cores <= 1 {
        let mut state = start();
        return items.iter().map(|item| f(&mut state, item)).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut state = start();
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, f(&mut state, item)));
        }
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(share)).collect();
        let mut all = share();
        for other in others {
            all.extend(other.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// `work` on every item, on all cores, and `take` of each result on the thread that calls, in the order of the items. No
/// more than a few results wait to be taken, however many items there are.
///
/// # Errors
/// The first error of `take`; then what was not begun is not done.
pub fn in_order<T, R, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Sync,
    R: Send,
{
    let cores = cores().min(items.len());
    if cores <= 1 {
        return items.iter().try_for_each(|item| take(item, work(item)));
    }
    let queue = Queue { taken: Mutex::new(Some(0)), moved: Condvar::new(), ahead: 4 * cores };
    let next = AtomicUsize::new(0);
    let (send, results) = mpsc::channel();
    std::thread::scope(|scope| {
        // However this ends, nobody waits for a turn that does not come.
        let _end = End { queue: &queue, always: true };
        for _ in 0..cores {
            let (send, queue, next, work) = (send.clone(), &queue, &next, &work);
            scope.spawn(move || {
                let _end = End { queue, always: false };
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at).filter(|_| queue.is_turn(at)) else { return };
                    if send.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut done = 0;
        while let Ok((at, result)) = results.recv() {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&done) {
                take(&items[done], result)?;
                done += 1;
                queue.advance(done);
            }
            if done == items.len() {
                break;
            }
        }
        Ok(())
    })
}

/// How far the results are taken, so that none works too far ahead; none once the work is over.
struct Queue {
    taken: Mutex<Option<usize>>,
    moved: Condvar,
    ahead: usize,
}

impl Queue {
    /// Waits until item `at` is near enough; false if the work is over.
    fn is_turn(&self, at: usize) -> bool {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = self.moved.wait_while(taken, |taken| taken.is_some_and(|taken| at >= taken + self.ahead));
        taken.unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn advance(&self, done: usize) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.map(|_| done);
        self.moved.notify_all();
    }
}

/// Ends the work when it is dropped: always, or if there was a panic.
struct End<'q> {
    queue: &'q Queue,
    always: bool,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        if self.always || std::thread::panicking() {
            *self.queue.taken.lock().unwrap_or_else(PoisonError::into_inner) = None;
            self.queue.moved.notify_all();
        }
    }
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
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_input() {
        let items: Vec<u32> = (0..1000).collect();
        let shared = map(&items, 10, || 0, |_, n| n * 2);
        assert_eq!(shared, map(&items, 10_000, || 0, |_, n| n * 2));
        assert_eq!(shared[999], 1998);
    }

    #[test]
    fn results_are_taken_in_order_and_none_is_far_ahead() {
        let items: Vec<usize> = (0..500).collect();
        let taken = AtomicUsize::new(0);
        let mut seen = Vec::new();
        let done: Result<(), ()> = in_order(
            &items,
            |n| {
                let ahead = n.saturating_sub(taken.load(Ordering::SeqCst));
                assert!(ahead <= 5 * 16, "{ahead}");
                n * 3
            },
            |item, result| {
                taken.store(*item, Ordering::SeqCst);
                seen.push((*item, result));
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert_eq!(seen, items.iter().map(|n| (*n, n * 3)).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_work() {
        let items: Vec<usize> = (0..10_000).collect();
        let worked = AtomicUsize::new(0);
        let done = in_order(
            &items,
            |n| {
                worked.fetch_add(1, Ordering::SeqCst);
                *n
            },
            |_, n| if n < 20 { Ok(()) } else { Err(n) },
        );
        assert_eq!(done, Err(20));
        assert!(worked.into_inner() < 200);
    }
}
