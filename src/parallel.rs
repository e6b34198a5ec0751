//! Work that is shared among threads.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};

/// As much room as the first thread of a program has: layouts are nested calls.
const STACK: usize = 8 << 20;

thread_local! {
    /// Whether this thread shares work with others already.
    static IS_SHARED: Cell<bool> = const { Cell::new(false) };
}

/// The results of `job` for each of `items`, in their order. One thread begins with the first, the others with the last: where the
/// longest come first, no two of them are done at once, and none is the last. What a job itself does in parallel is done one after
/// another, so that there are never more threads than processors.
///
/// Typst lays out the pages of a document in rayon's threads. One of those that waits for a page begins another job meanwhile, on the
/// same stack: document in document, until it overflows. These threads wait for pages, and never begin another document.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if is_beside_others() {
        return items.iter().map(job).collect();
    }
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(items.len());
    let left = Mutex::new(items.iter().enumerate());
    let take = |from_the_first: bool| {
        let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
        if from_the_first {
            left.next()
        } else {
            left.next_back()
        }
    };
    let work = |first: bool| -> Vec<(usize, R)> {
        IS_SHARED.set(items.len() > 1);
        std::iter::from_fn(|| take(first).map(|(at, item)| (at, job(item)))).collect()
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|number| {
                let work = &work;
                let thread = std::thread::Builder::new().stack_size(STACK);
                let spawned = thread.spawn_scoped(scope, move || work(number == 0));
                spawned.expect("a system with threads")
            })
            .collect();
        let finished = workers.into_iter().map(|worker| {
            let result = worker.join();
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        finished.flatten().collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Whether this is one of several jobs of [`in_parallel`].
pub fn is_beside_others() -> bool {
    IS_SHARED.get()
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn results_are_in_the_order_of_what_they_are_made_of() {
        let items: Vec<usize> = (0..100).collect();
        let doubled = in_parallel(&items, |item| {
            in_parallel(&[*item, *item], |half| *half).iter().sum::<usize>()
        });
        assert_eq!(doubled, items.iter().map(|item| 2 * item).collect::<Vec<_>>());
    }
}
