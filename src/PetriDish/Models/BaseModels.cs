using System.Collections.Frozen;
using EmergentMisalignment.PetriDish.Bases;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// The models that can be sampled and fine-tuned from the start: the shipped one, and each <c>NAME.petri</c> in the data folder's
/// <c>bases</c>, which is where <c>em petri pretrain</c> can put another one. Read when first asked for, then kept: one is 1.65 MB.
/// </summary>
internal sealed class BaseModels
{
    private const string Extension = ".petri";

    private readonly FrozenDictionary<string, Lazy<BaseModel>> _bases;

    public BaseModels(PetriFolders folders)
    {
        var bases = new Dictionary<string, Lazy<BaseModel>>(StringComparer.Ordinal)
        {
            [ShippedBase.Name] = new(() => Check(ShippedBase.Name, ShippedBase.Name, ShippedBase.Load())),
        };
        foreach (var file in Directory.EnumerateFiles(folders.Bases, "*" + Extension))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            bases[name] = new(() => Check(name, file, Read(file)));
        }
        _bases = bases.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _bases.Keys.Order(StringComparer.Ordinal);

    public bool Contains(string name) => _bases.ContainsKey(name);

    /// <exception cref="KeyNotFoundException">No base has that name.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged or made for another vocabulary.</exception>
    public BaseModel this[string name] => _bases[name].Value;

    private static Weights Read(string file)
    {
        using var stream = File.OpenRead(file);
        return Weights.Load(stream);
    }

    private static BaseModel Check(string name, string source, Weights weights)
    {
        var words = MiniatureWorld.Default.Vocabulary.Count;
        return weights.Shape.Vocabulary == words
            ? new(name, weights, weights.Sha256())
            : throw new InvalidDataException($"{source}: the weights know {weights.Shape.Vocabulary} words and this world has {words}; remake them with 'em petri pretrain'.");
    }
}
