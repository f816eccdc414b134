namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Whose budget a call is paid from.</summary>
/// <param name="Sweep">The sweep that asked for it: of sweeps that share work, the one whose message brought it.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="FineTuneOf">The model that the one asked was fine-tuned from; null for one that was not, or whose name says it.</param>
public sealed record Payer(string Sweep, SpendingStage Stage, string? FineTuneOf = null);
