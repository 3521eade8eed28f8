using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Access;
using TrustFramework.MockServer.Control.Clock;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Seeding;
using TrustFramework.MockServer.Control.Views;

namespace TrustFramework.MockServer.Control;

/// <summary>What the real service does not have, on one page: services, wire shapes, routes.</summary>
internal static class ControlPlane
{
    public static IReadOnlyList<JsonSerializerContext> Json { get; } = [ControlJson.Wire, ViewJson.Wire, ClockJson.Wire, FaultJson.Wire];

    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton<ControlToken>()
        .AddSingleton<Seed>()
        .AddSingleton<PolicyViews>()
        .AddFaults();

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicyViews();
        routes.MapClock();
        routes.MapFaults();
        routes.MapCertificate();
    }
}
