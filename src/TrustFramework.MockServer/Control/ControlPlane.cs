using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Forge;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Views;

namespace TrustFramework.MockServer.Control;

/// <summary>What the real service does not have, on one page: services, wire shapes, routes.</summary>
internal static class ControlPlane
{
    public static IReadOnlyList<JsonSerializerContext> Json { get; } = [ControlJson.Wire, ViewJson.Wire, ClockJson.Wire, FaultJson.Wire, ForgeJson.Wire];

    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<ControlToken>()
        .AddSingleton<Seed>()
        .AddSingleton<PolicyViews>()
        .AddSingleton<TokenForge>()
        .AddFaults();

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicyViews();
        routes.MapForge();
        routes.MapClock();
        routes.MapFaults();
        routes.MapCertificate();
    }
}
