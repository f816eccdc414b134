using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>An adapter under the name it was loaded with.</summary>
/// <param name="Name">The model's name in requests.</param>
/// <param name="Path">The folder it is read from, again whenever it has been pushed out of memory.</param>
/// <param name="Base">The base model that it changes.</param>
/// <param name="Adapter">Its matrices.</param>
/// <param name="Created">When it was loaded.</param>
internal sealed record ServedAdapter(string Name, string Path, string Base, LoraAdapter Adapter, DateTimeOffset Created);
