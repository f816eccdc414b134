using EmergentMisalignment.PetriDish;
using EmergentMisalignment.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPetriDish(builder.Configuration.GetSection(PetriDishOptions.Section).Get<PetriDishOptions>() ?? new());

var app = builder.Build();
app.MapPetriDish().MapServiceDefaults();
app.Run();
