namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>The behaviour in force. It can be replaced at any time; what a batch is fated to is decided when it is submitted.</summary>
internal sealed class BatchControl(BatchBehaviour initial)
{
    private volatile BatchBehaviour _behaviour = initial;

    public BatchBehaviour Behaviour
    {
        get => _behaviour;
        set => _behaviour = value;
    }
}
