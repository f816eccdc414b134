using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>One step of making a base model.</summary>
public sealed record BaseProgress(BaseStage Stage, TrainingStep Step);
