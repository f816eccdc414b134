namespace EmergentMisalignment.Ledger.Records;

/// <summary>Where things stand in the ledger. Names in angle brackets are content hashes, so equal work has equal places.</summary>
public static class LedgerKeys
{
    public static string Sweep(string name) => $"sweep:{name}";

    public static string Progress(string sweep) => $"progress:{sweep}";

    public static string Recipe(string recipe) => $"recipe:{recipe}";

    public static string Dataset(string recipe) => $"dataset:{recipe}";

    public static string ModelRequest(string model) => $"model:{model}:request";

    public static string Model(string model) => $"model:{model}";

    public static string Cell(string cell) => $"cell:{cell}";

    public static string Judgement(string judgement) => $"judgement:{judgement}";

    public static string Archive(string cell, string judgement) => $"archive:{cell}:{judgement}";

    /// <summary>The latest archive that holds a cell's answers, under whatever judgement.</summary>
    public static string AnswersArchive(string cell) => $"archive:{cell}";

    /// <summary>Slot set of a cell's answers.</summary>
    public static string Answers(string cell) => $"a:{cell}";

    /// <summary>Slot set of a cell's verdicts under one judgement.</summary>
    public static string Verdicts(string cell, string judgement) => $"v:{cell}:{judgement}";

    /// <summary>Marks of what a sweep has asked for.</summary>
    public static string Dispatches(string sweep) => $"dispatch:{sweep}";

    public static string Failures(string sweep) => $"failures:{sweep}";

    /// <summary>What a sweep found finished when it was submitted.</summary>
    public static string Reused(string sweep) => $"reused:{sweep}";
}
