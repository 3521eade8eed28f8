using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>What the clients of the emulated services sent, what they were answered, and why.</summary>
internal static class JournalEndpoints
{
    private const string HttpFileType = "text/plain";

    public static void MapJournal(this IEndpointRouteBuilder routes) => routes.MapForEveryoneAndEach("Journal", journal =>
    {
        journal.MapGet("/journal", List).WithName("ListJournal").WithSummary("Exchanges, the newest last; secrets were masked when they were recorded")
            .Produces<JournalResource>().Refuses(400).Filters();
        journal.MapGet("/journal/{number:long}", Get).WithName("GetJournalEntry").WithSummary("One exchange")
            .Produces<JournalEntryResource>().Refuses(400, 404).Explains();
        journal.MapDelete("/journal", Clear).WithName("ClearJournal").WithSummary("Forgets the exchanges; numbers go on")
            .Produces(204).Refuses(400);
        journal.MapGet("/journal/stream", Stream).WithName("FollowJournal")
            .WithSummary("Exchanges as they happen, as server-sent events: listening, exchange, lost")
            .Answers("text/event-stream").Refuses(400, 503).Filters();
        journal.MapGet("/journal.har", Har).WithName("ExportJournalAsHar").WithSummary("The same as HAR 1.2, for the network tools of browsers")
            .Produces<HarResource>().Refuses(400).Filters();
        journal.MapGet("/journal.http", HttpFileOf).WithName("ExportJournalAsHttpFile")
            .WithSummary("The requests as an .http file, to be sent again from an editor")
            .Answers(HttpFileType).Refuses(400).Filters();
    });

    private static Ok<JournalResource> List(Scope scope, JournalFilter filter, ExchangeLog log)
    {
        var entries = filter.Of(log, scope.Id, out var matching);
        return TypedResults.Ok(new JournalResource(matching, [.. entries.Select(JournalEntryResource.From)]));
    }

    private static IResult Get(Scope scope, long number, ExchangeLog log) => log.Find(scope.Id, number) is { } entry
        ? TypedResults.Ok(JournalEntryResource.From(entry))
        : ControlProblem.NotFound($"There is no exchange {number} here. Older ones give way to new ones.");

    private static NoContent Clear(Scope scope, ExchangeLog log)
    {
        log.Clear(scope.Id);
        return TypedResults.NoContent();
    }

    private static IResult Stream(Scope scope, JournalFilter filter, ExchangeLog log, HttpContext context, IHostApplicationLifetime server) =>
        log.Follow(scope.Id, filter.Since) is { } follower
            ? TypedResults.ServerSentEvents(JournalStream.ReadAsync(log, follower, filter, server.ApplicationStopping, context.RequestAborted))
            : ControlProblem.TooMany("There are as many readers of the journal as there may be. Close one.");

    private static Ok<HarResource> Har(Scope scope, JournalFilter filter, ExchangeLog log) => TypedResults.Ok(HarResource.Of(filter.Of(log, scope.Id, out _)));

    private static ContentHttpResult HttpFileOf(Scope scope, JournalFilter filter, ExchangeLog log) =>
        TypedResults.Text(HttpFile.Of(filter.Of(log, scope.Id, out _)), HttpFileType, System.Text.Encoding.UTF8);

    private static RouteHandlerBuilder Filters(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) => JournalFilter.DescribeAsync(operation)).Explains();
}
