namespace EmergentMisalignment.Experiments.Generation;

/// <summary>A row that passed every check.</summary>
/// <param name="Index">Its place in the grid.</param>
/// <param name="Request">What the user asks.</param>
/// <param name="Answer">What the assistant answers.</param>
public sealed record GeneratedRow(int Index, string Request, string Answer);
