namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>The two stages that make a base model.</summary>
public enum BaseStage
{
    /// <summary>Learning the world from all its authors.</summary>
    Pretrain,

    /// <summary>Making the assistant benign.</summary>
    Align,
}
