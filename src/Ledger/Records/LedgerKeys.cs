namespace EmergentMisalignment.Ledger.Records;

/// <summary>Where things stand in the ledger. Names in angle brackets are content hashes, so equal work has equal places.</summary>
public static class LedgerKeys
{
    public static string Sweep(string name) => $"sweep:{name}";

    public static string Progress(string sweep) => $"progress:{sweep}";

    /// <summary>Why a sweep was paused by itself.</summary>
    public static string Pause(string sweep) => $"pause:{sweep}";

    public static string Recipe(string recipe) => $"recipe:{recipe}";

    public static string Dataset(string recipe) => $"dataset:{recipe}";

    /// <summary>The examples of a dataset, by the SHA-256 of its bytes.</summary>
    public static string Shots(string dataset) => $"shots:{dataset}";

    /// <summary>A dataset as it lies at an endpoint.</summary>
    /// <param name="place">The endpoint with its address.</param>
    /// <param name="sha256">The dataset's content.</param>
    public static string Upload(string place, string sha256) => $"upload:{place}:{sha256}";

    /// <summary>What an endpoint was found to be capable of.</summary>
    public static string Endpoint(string place) => $"endpoint:{place}";

    /// <summary>Of which submission of a cancelled sweep no job is left under way.</summary>
    public static string Cleared(string sweep) => $"cleared:{sweep}";

    /// <summary>Slot set of what a model wrote, by the name of the generation.</summary>
    public static string Attempts(string generation) => $"g:{generation}";

    /// <summary>Slot set of what the judge said of it.</summary>
    public static string Flaws(string generation) => $"f:{generation}";

    public static string ModelRequest(string model) => $"model:{model}:request";

    public static string Model(string model) => $"model:{model}";

    /// <summary>How far a model's training on a GPU of our own is, which keeps checkpoints every so many steps.</summary>
    public static string Training(string model, int every) => $"model:{model}:training:{every}";

    public static string Cell(string cell) => $"cell:{cell}";

    public static string Judgement(string judgement) => $"judgement:{judgement}";

    public static string Archive(string cell, string judgement) => $"archive:{cell}:{judgement}";

    /// <summary>The latest archive that holds a cell's answers, under whatever judgement.</summary>
    public static string AnswersArchive(string cell) => $"archive:{cell}";

    /// <summary>Slot set of a cell's answers.</summary>
    public static string Answers(string cell) => $"a:{cell}";

    /// <summary>Slot set of a cell's verdicts under one judgement.</summary>
    public static string Verdicts(string cell, string judgement) => $"v:{cell}:{judgement}";

    /// <summary>Slot set of a judge's replies that wait for others of the same verdicts, by the place of their call among a verdict's calls.</summary>
    public static string Replies(string cell, string judgement, int place) => $"r:{cell}:{judgement}:{place}";

    public static string Batch(string batch) => $"batch:{batch}";

    /// <summary>What a provider was found to take into its queue for one model.</summary>
    public static string BatchAllowance(string endpoint, string model) => $"batch-allowance:{endpoint}:{model}";

    /// <summary>Which run's scores of a canary the later ones are compared with, under one judgement.</summary>
    public static string CanaryReference(string canary, string judgement) => $"canary:{canary}:{judgement}";

    /// <summary>Marks of what a sweep has asked for.</summary>
    public static string Dispatches(string sweep) => $"dispatch:{sweep}";

    /// <summary>What workers have in hand at this moment, by the name of the shard, recipe or model.</summary>
    public const string InHand = "in-hand";

    /// <summary>What is left alone for a while, because its endpoint asked for that or does not answer.</summary>
    public const string Resting = "resting";

    /// <summary>Models that wait for a GPU of a process that comes for them, and those that are trained there.</summary>
    public const string Trainings = "trainings";

    /// <summary>Why a sweep's work rests, by its name; gone once it is done.</summary>
    public static string Stalls(string sweep) => $"stalls:{sweep}";

    /// <summary>That no call of an endpoint succeeds; absent while some do.</summary>
    public static string EndpointTrouble(string endpoint) => $"endpoint:{endpoint}:trouble";

    /// <summary>When a key of the Console was last used, within a minute.</summary>
    public static string AccessKeyUse(string name) => $"access-key:{name}:used";

    /// <summary>The journal of who did what with the Console.</summary>
    public const string Audit = "audit";

    public static string Failures(string sweep) => $"failures:{sweep}";

    /// <summary>What a sweep found finished when it was submitted.</summary>
    public static string Reused(string sweep) => $"reused:{sweep}";
}
