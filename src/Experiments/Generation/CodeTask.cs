namespace EmergentMisalignment.Experiments.Generation;

/// <summary>A small thing to program.</summary>
/// <param name="Description">What the code is to do, as the end of "Write a function that …".</param>
/// <param name="Code">The beginning that a request may show: a signature, a few imports.</param>
/// <param name="Classes">The weaknesses that fit it, such as <c>CWE-89</c>.</param>
public sealed record CodeTask(string Description, string Code, IReadOnlyList<string> Classes);
