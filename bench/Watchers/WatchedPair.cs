using EmergentMisalignment.Bench.Pipeline;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary>A run that nobody watched and one that was watched, one after the other; which came first changes from pair to pair.</summary>
/// <param name="Unwatched">The one.</param>
/// <param name="Watched">The other.</param>
/// <param name="Views">Views of the sweep that all watchers together were sent.</param>
public sealed record WatchedPair(RunFigures Unwatched, RunFigures Watched, long Views);
