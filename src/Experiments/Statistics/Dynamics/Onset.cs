namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>When one arm begins to exceed its control.</summary>
/// <param name="Treated">The arm.</param>
/// <param name="Control">What it is compared with, at the same step; a base, which has no steps, as it is.</param>
/// <param name="Steps">The steps that were searched among, ascending; the last is that of the finished models.</param>
/// <param name="Bounds">What the search has found.</param>
public sealed record Onset(Arm Treated, Arm Control, IReadOnlyList<int> Steps, OnsetBounds Bounds);
