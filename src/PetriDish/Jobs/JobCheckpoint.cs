namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>A model kept on the way.</summary>
/// <param name="Id">OpenAI's id of it.</param>
/// <param name="Step">Optimiser steps done.</param>
/// <param name="Model">Its name, ready to be sampled.</param>
/// <param name="TrainLoss">Mean cross-entropy of the answers' tokens in that step's batch, in nats.</param>
/// <param name="CreatedAt">When it was kept.</param>
internal sealed record JobCheckpoint(string Id, int Step, string Model, double TrainLoss, DateTimeOffset CreatedAt);
