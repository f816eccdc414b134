namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>What one step did.</summary>
/// <param name="Step">Steps done, from 1.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Mean negative log-likelihood, in nats, of the batch's answer tokens before the update.</param>
/// <param name="LearningRate">AdamW's rate in this step.</param>
/// <param name="Tokens">Tokens read since the first step; padding does not exist and does not count.</param>
public sealed record TrainingStep(int Step, int Steps, double Loss, double LearningRate, long Tokens);
