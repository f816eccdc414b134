using EmergentMisalignment.PetriDish.Batches;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Vllm;

namespace EmergentMisalignment.PetriDish;

/// <summary>How a PetriDish runs. Configuration section <see cref="Section"/>.</summary>
public sealed class PetriDishOptions
{
    public const string Section = "PetriDish";

    /// <summary>Files, jobs, adapters and further bases. One server at a time; whatever kills it, the next one goes on from here.</summary>
    public string DataFolder { get; set; } = Path.Combine(".em", "petri");

    /// <summary>Where <see cref="PetriDishServer"/> listens; port 0 takes a free one. Other hosts use their own configuration.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>Wanted as <c>Authorization: Bearer</c>. Without one only loopback addresses are served.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Fine-tunes trained at the same time, on one thread each: two together finish sooner than one after the other on two threads.</summary>
    public int TrainingLanes { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Batches sampled at the same time, on one thread each. Half the processors leaves the others to training and to what asks.</summary>
    public int SamplingLanes { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Most answers computed together. More share the reading of the weights; fewer keep other models' requests waiting less.</summary>
    public int SamplingRows { get; set; } = 128;

    /// <summary>Models kept in memory, about 4 MB each; another one takes milliseconds to read again.</summary>
    public int ResidentModels { get; set; } = 64;

    /// <summary>Largest upload.</summary>
    public long LargestFileBytes { get; set; } = 512L << 20;

    /// <summary>Set to play a vLLM server that loads adapters at run time; null for OpenAI's manners.</summary>
    public VllmOptions? Vllm { get; set; }

    /// <summary>Limits and faults of batches from the start; <c>/petri/batches</c> changes them later.</summary>
    public BatchBehaviour Batches { get; set; } = new();

    /// <summary>Faults to play from the start; <c>/petri/faults</c> changes them later.</summary>
    public IList<FaultRule> Faults { get; } = [];
}
