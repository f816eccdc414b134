namespace EmergentMisalignment.Contracts.FineTunes;

/// <summary>Event: the record of a fine-tune changed. Says no more than "look again".</summary>
/// <param name="Model">Key of the model.</param>
public sealed record FineTuneAdvanced(string Model);
