namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Executes journeys of policies without a browser. They exist per tenant only.</summary>
internal static class JourneyEndpoints
{
    public static void MapJourneys(this IEndpointRouteBuilder routes)
    {
        var journeys = routes.MapControlGroup($"{ControlRoutes.Root}/tenants/{{tenant}}/journeys", "Journeys");
        journeys.MapPost("/", StartAsync)
            .WithName("StartJourney")
            .WithSummary("Starts the default journey of a policy, and answers its first pages")
            .WithRequestExample("""{"policy":"B2C_1A_SignUpOrSignIn","answers":[{"claims":{"signInName":"emily@contoso.com","password":"Pass-word-1"}}]}""")
            .Produces<JourneyResource>()
            .ProducesProblems(400, 404, 409, 413);
        journeys.MapPost("/{id}", AnswerAsync)
            .WithName("AnswerJourney")
            .WithSummary("Answers the page that a journey waits at")
            .WithRequestExample("""{"claims":{"signInName":"emily@contoso.com","password":"Pass-word-1"}}""")
            .Produces<JourneyResource>()
            .ProducesProblems(400, 404, 409, 413);
        journeys.MapGet("/{id}", ReadAsync)
            .WithName("ReadJourney")
            .WithSummary("Returns a journey with its trace. A journey is kept for an hour after its last answer")
            .Produces<JourneyResource>()
            .ProducesProblems(400, 404);
    }

    private static Task<IResult> StartAsync(TenantScope scope, ControlBody<NewJourney> body, HttpContext http, JourneyHandler handler) => handler.StartAsync(scope.Tenant!, body.Value!, http);

    private static Task<IResult> AnswerAsync(TenantScope scope, string id, ControlBody<JourneyAnswerResource> body, HttpContext http, JourneyHandler handler) =>
        handler.AnswerAsync(scope.Tenant!, id, body.Value!, http);

    private static Task<IResult> ReadAsync(TenantScope scope, string id, HttpContext http, JourneyHandler handler) => handler.ReadAsync(scope.Tenant!, id, http);
}
