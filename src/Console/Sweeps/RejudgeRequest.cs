using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Who is to judge a sweep's answers from now on.</summary>
/// <param name="Judges">The judges, the one whose verdicts the rates are made of first.</param>
public sealed record RejudgeRequest(IReadOnlyList<JudgeSpec> Judges);
