namespace EmergentMisalignment.ModelClients;

/// <summary>A line of a fine-tune's diary.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="At">When it happened.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Message">What happened, in the endpoint's words.</param>
/// <param name="Step">The optimiser step it tells of, for events with metrics.</param>
/// <param name="TotalSteps">Steps in all, where the endpoint says.</param>
/// <param name="TrainLoss">Loss at that step.</param>
public sealed record FineTuneEvent(string Id, DateTimeOffset At, string Level, string Message, int? Step, int? TotalSteps, double? TrainLoss);
