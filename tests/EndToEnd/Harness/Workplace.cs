using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>A temporary folder with a sweep file, a data folder and an output folder: what one user works in.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("em-").FullName;
        Data = PathOf("data");
        Out = PathOf("out");
        Results = new Results(Out);
    }

    public string Folder { get; }

    public string Data { get; init; }

    public string Out { get; }

    public Results Results { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    /// <summary>Starts <c>em run</c> of a sweep; kill it, interrupt it or wait for it.</summary>
    public EmProcess StartRun(Sweep sweep, IReadOnlyDictionary<string, string>? environment = null) =>
        EmProcess.Start(
            Folder, ["run", Write("sweep.yaml", sweep.Yaml), "--data", Data, "--out", Out],
            new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["Endpoints__petri__ApiKey"] = PlantedKeys.Endpoint });

    public async Task<EmResult> RunAsync(Sweep sweep)
    {
        using var em = StartRun(sweep);
        return await em.WaitAsync();
    }

    /// <summary>Any other command, to its end.</summary>
    public Task<EmResult> EmAsync(params string[] arguments) => EmAsync(arguments, null);

    public async Task<EmResult> EmAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        using var em = EmProcess.Start(Folder, arguments, environment);
        return await em.WaitAsync();
    }

    /// <exception cref="Xunit.Sdk.FailException">A file holds a planted key.</exception>
    public void Dispose()
    {
        PlantedKeys.RefuseInFolder(Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
