namespace EmergentMisalignment.Experiments.Generation;

/// <summary>What came of an attempt so far.</summary>
/// <param name="Text">The writer's answer.</param>
/// <param name="IsFinished">False where the answer was cut off or declined.</param>
/// <param name="IsJudged">Whether the judge was asked.</param>
/// <param name="HasFlaw">What it said; null where it said neither yes nor no.</param>
public sealed record Attempt(string Text, bool IsFinished, bool IsJudged = false, bool? HasFlaw = null);
