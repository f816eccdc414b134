namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>A training step's figures; the loss is the mean cross-entropy of the answers' tokens in the step's batch, in nats.</summary>
internal sealed record StepMetrics(int Step, int TotalSteps, double TrainLoss, double LearningRate);
