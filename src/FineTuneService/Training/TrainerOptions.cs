using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Which models are trained on a GPU of this machine, and how that is done.</summary>
public sealed class TrainerOptions
{
    public const string Section = "Trainer";

    /// <summary>Endpoints whose models are trained here, such as a vLLM that can only sample; empty for none. Those of other endpoints are trained by their provider.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>
    /// Trainings wait in the ledger's list <c>trainings</c> for processes with <see cref="Job"/>, instead of being started here: for clusters, where an autoscaler starts one such
    /// process, with a GPU, for each name on the list. Costs the start of a pod for every training, and no GPU while there is none.
    /// </summary>
    public bool Elsewhere { get; set; }

    /// <summary>This process is there for one training: it takes a model from the list, trains it and ends. It takes no messages.</summary>
    public bool Job { get; set; }

    /// <summary>The program that trains, with its leading arguments in <see cref="Arguments"/>: <c>infra/trainer</c> in an environment that has what it needs.</summary>
    public string Command { get; set; } = "python3";

    public IList<string> Arguments { get; } = [];

    /// <summary>Where trainings are under way. Several times a checkpoint's size each; what is lost with it is fetched again from the artifacts.</summary>
    public string Folder { get; set; } = Path.Combine(Path.GetTempPath(), "em-trainings");

    /// <summary>Trainings at once: one for each GPU that the process sees. More than that and they run out of each other's memory.</summary>
    public int AtOnce { get; set; } = 1;

    /// <summary>
    /// Steps between checkpoints where a sweep does not ask for any. Fewer loses less to a GPU that is taken away; more spends less time and room on writing, for
    /// every checkpoint is kept as an artifact.
    /// </summary>
    public int CheckpointEvery { get; set; } = 50;

    /// <summary>Steps between the checkpoints of one training.</summary>
    internal int EveryOf(ModelRequest request) => request.Settings.Training.CheckpointEvery ?? CheckpointEvery;

    /// <summary>How long others wait for a process that died. It is renewed all the while, so it may be much shorter than a training.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often whoever trains looks whether a sweep still wants the model. Each look reads what all sweeps want, if one is cancelled; a longer time between them keeps a GPU busy
    /// for nothing when a sweep is cancelled.
    /// </summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a trainer that was told to stop may write its checkpoint before it is killed. The pod's grace period must be longer.</summary>
    public TimeSpan StopTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Starts without a new checkpoint between them after which a training has failed.</summary>
    public int MaxStarts { get; set; } = 3;

    /// <summary>The wait before it is started again after a failure. A model hub that does not answer for a moment does not answer at once either.</summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromSeconds(30);
}
