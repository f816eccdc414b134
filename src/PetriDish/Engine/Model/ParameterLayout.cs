using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>
/// Where each parameter lies in one flat block: weights, gradients and optimiser moments share it, so that sums, norms and updates are loops
/// over plain floats. Every parameter begins on a cache line; the gaps stay zero.
/// </summary>
internal abstract class ParameterLayout
{
    private readonly List<Parameter> _parameters = [];

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Floats of the whole block, gaps included.</summary>
    public int Length { get; private set; }

    protected Parameter Add(string name, int rows, int columns)
    {
        var parameter = new Parameter(name, rows, columns, Length);
        Length += Lanes.RoundUp(parameter.Length);
        _parameters.Add(parameter);
        return parameter;
    }
}
