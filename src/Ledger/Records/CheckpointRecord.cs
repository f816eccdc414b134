namespace EmergentMisalignment.Ledger.Records;

/// <summary>A model as it was in the middle of its training.</summary>
/// <param name="Step">Optimiser steps behind it.</param>
/// <param name="ProviderModel">The name the provider samples it under.</param>
/// <param name="TrainLoss">Loss at that step, where the provider says.</param>
/// <param name="Adapter">SHA-256 of its adapter's manifest, as with <see cref="ModelRecord.Adapter"/>.</param>
public sealed record CheckpointRecord(int Step, string ProviderModel, double? TrainLoss, string? Adapter = null);
