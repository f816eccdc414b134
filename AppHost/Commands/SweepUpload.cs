using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.AppHost.Commands;

/// <summary>Hands a sweep file to the Console: its dataset files by their hashes first, then the specification with every text in it.</summary>
internal static class SweepUpload
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    public static async Task<ExecuteCommandResult> SubmitAsync(this ExecuteCommandContext context, EndpointReference console, string file)
    {
        SweepSpec spec;
        try
        {
            spec = SweepLoader.Load(file, File.ReadAllText, Sha256);
        }
        catch (InputException mistake)
        {
            return CommandResults.Failure(mistake.Message);
        }

        foreach (var (path, sha256) in spec.Conditions.SelectMany(condition => condition.Files()).DistinctBy(file => file.Sha256))
        {
            using var dataset = new StreamContent(File.OpenRead(path));
            if (await context.SendAsync(console, HttpMethod.Put, $"/api/artifacts/{sha256}", dataset) is { Success: false } refused)
                return refused;
        }

        var sent = spec with { Conditions = [.. spec.Conditions.Select(condition => condition.WithoutFolders())] };
        return await context.SendAsync(console, HttpMethod.Post, "/api/sweeps", JsonContent.Create(sent, options: Json));
    }

    private static string Sha256(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
