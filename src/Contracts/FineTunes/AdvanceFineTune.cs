namespace EmergentMisalignment.Contracts.FineTunes;

/// <summary>
/// Command: take a fine-tune one step further, whatever the step is: upload, submit, or look how the job is doing.
/// Sent again until the model is ready, so no message is held while a job runs for hours.
/// </summary>
/// <param name="Sweep">Sweep that asked first; a failure is told to it.</param>
/// <param name="Model">Key of the model: the hash of dataset bytes, base, settings and seed.</param>
public sealed record AdvanceFineTune(string Sweep, string Model);
