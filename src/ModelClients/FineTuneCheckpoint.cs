namespace EmergentMisalignment.ModelClients;

/// <summary>A model as it was in the middle of its training.</summary>
/// <param name="Id">The checkpoint's id.</param>
/// <param name="Step">Optimiser steps behind it.</param>
/// <param name="Model">The name to sample from it with.</param>
/// <param name="TrainLoss">Loss at that step, where the endpoint says.</param>
/// <param name="CreatedAt">When it was taken.</param>
public sealed record FineTuneCheckpoint(string Id, int Step, string Model, double? TrainLoss, DateTimeOffset? CreatedAt);
