namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What the GPU trainer's steps are taken by.</summary>
public enum Optimizer
{
    /// <summary>AdamW with its state in 32 bits.</summary>
    AdamW,

    /// <summary>AdamW with its state in 8 bits, as in the study; wants the package bitsandbytes where the training runs.</summary>
    AdamW8Bit,
}
