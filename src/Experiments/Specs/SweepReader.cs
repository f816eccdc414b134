namespace EmergentMisalignment.Experiments.Specs;

internal sealed class SweepReader(string path, Func<string, string> readFile, Func<string, string> hashFile)
{
    public SweepSpec Read() => throw new InputException($"{path}{readFile}{hashFile}", path, null, null);
}
