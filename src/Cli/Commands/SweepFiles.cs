using System.Security.Cryptography;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Cli.Commands;

/// <summary>Reads the sweep file that a command names.</summary>
internal static class SweepFiles
{
    public static SweepSpec Load(FileInfo file)
    {
        if (!file.Exists)
            throw new InputException($"{file}: there is no such sweep file; sweeps/quickstart.yaml is one to start from.", file.ToString(), null, null);

        return SweepLoader.Load(file.ToString(), File.ReadAllText, Sha256);
    }

    private static string Sha256(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
