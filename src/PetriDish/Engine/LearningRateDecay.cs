namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>How the learning rate falls after warm-up.</summary>
public enum LearningRateDecay
{
    /// <summary>Half a cosine, down to a tenth.</summary>
    Cosine,

    /// <summary>A straight line, down to nothing.</summary>
    Linear,

    /// <summary>Not at all.</summary>
    Constant,
}
