using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Training;

/// <summary>A fixed share of a batch's documents, and the sum of their gradients.</summary>
internal sealed class GradientLane(ModelLayout layout)
{
    private readonly List<TrainingDocument> _documents = [];

    public ParameterSet Gradients { get; } = new(layout);

    /// <summary>Rows of the documents dealt to this lane.</summary>
    public int Rows { get; private set; }

    /// <summary>Summed loss of the last run, in nats.</summary>
    public double Loss { get; private set; }

    public void Clear()
    {
        _documents.Clear();
        Rows = 0;
    }

    public void Deal(TrainingDocument document)
    {
        _documents.Add(document);
        Rows += DocumentPack.RowsOf(document);
    }

    /// <summary>Runs the documents, a few at a time, in the order dealt.</summary>
    /// <param name="workspace">The buffers to use.</param>
    /// <param name="weights">The model.</param>
    /// <param name="answers">Learned tokens of the whole batch, by which the gradient is divided.</param>
    public void Run(TrainingWorkspace workspace, PackedWeights weights, int answers)
    {
        Loss = 0;
        workspace.Pack.Clear();
        foreach (var document in _documents)
        {
            if (workspace.Pack.Rows + DocumentPack.RowsOf(document) > workspace.Forward.Capacity)
                Loss += workspace.Run(weights, Gradients, answers);
            workspace.Pack.Add(document);
        }

        Loss += workspace.Run(weights, Gradients, answers);
    }
}
