using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Brings a sweep with its dataset files to a server.</summary>
internal static class RemoteSubmission
{
    public static async Task<SubmittedSweep> SubmitAsync(ConsoleClient client, SweepSpec spec, CancellationToken cancellation)
    {
        // All that can be wrong with the files is found before anything is sent.
        await SweepImport.CheckAsync(spec, cancellation);
        foreach (var (file, sha256) in spec.Conditions.SelectMany(condition => condition.Files()).Distinct())
        {
            if (await client.HasArtifactAsync(sha256, cancellation))
                continue;

            await using var content = File.OpenRead(file);
            await client.PutArtifactAsync(sha256, content, cancellation);
        }

        return await client.SubmitAsync(spec with { Conditions = [.. spec.Conditions.Select(condition => condition.WithoutFolders())] }, cancellation);
    }
}
