namespace EmergentMisalignment.Cli.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">The thing.</param>
/// <param name="IsFine">Whether a run can go ahead with it.</param>
/// <param name="Says">What was found; with the remedy when it is not fine.</param>
internal sealed record Finding(string What, bool IsFine, string Says);
