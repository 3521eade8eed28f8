using Microsoft.AspNetCore.Http.HttpResults;
using TrustFramework.MockServer.Control.Journal.Export;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>Lists, exports, streams and clears the journal of requests to the emulated services.</summary>
internal static class JournalEndpoints
{
    private const string HttpFileType = "text/plain; charset=utf-8";

    public static void MapJournal(this IEndpointRouteBuilder routes) => routes.MapServerAndTenantRoutes("Journal", journal =>
    {
        journal.MapGet("/journal", List)
            .WithName("ListJournal")
            .WithSummary("Lists requests and their responses, newest last; secrets were masked when they were recorded")
            .WithFilterParameters()
            .Produces<JournalResource>()
            .ProducesProblems(400);
        journal.MapGet("/journal/{number:long}", Get)
            .WithName("GetJournalEntry")
            .WithSummary("Returns one request and its response")
            .WithParameterDescriptions()
            .Produces<JournalEntryResource>()
            .ProducesProblems(400, 404);
        journal.MapDelete("/journal", Clear)
            .WithName("ClearJournal")
            .WithSummary("Deletes all entries; numbering continues")
            .WithParameterDescriptions()
            .Produces(204)
            .ProducesProblems(400);
        journal.MapGet("/journal/stream", Stream)
            .WithName("FollowJournal")
            .WithSummary("Sends new entries as server-sent events: listening, exchange, lost")
            .WithFilterParameters()
            .ProducesContent("text/event-stream")
            .ProducesProblems(400, 503);
        journal.MapGet("/journal.har", ExportHar)
            .WithName("ExportJournalAsHar")
            .WithSummary("Exports entries as HAR 1.2, for the network tools of browsers")
            .WithFilterParameters()
            .Produces<HarResource>()
            .ProducesProblems(400);
        journal.MapGet("/journal.http", ExportHttpFile)
            .WithName("ExportJournalAsHttpFile")
            .WithSummary("Exports requests as an .http file that an editor can send again")
            .WithFilterParameters()
            .ProducesContent("text/plain")
            .ProducesProblems(400);
    });

    private static Ok<JournalResource> List(TenantScope scope, JournalFilter filter, RequestJournal journal)
    {
        var (entries, matching) = filter.Apply(journal, scope.Id);
        return TypedResults.Ok(new JournalResource(matching, entries.Select(JournalEntryResource.From)));
    }

    private static IResult Get(TenantScope scope, long number, RequestJournal journal) => journal.Find(scope.Id, number) is { } entry
        ? TypedResults.Ok(JournalEntryResource.From(entry))
        : ControlProblem.NotFound($"The journal has no entry {number}. Old entries are removed when there are new ones.");

    private static NoContent Clear(TenantScope scope, RequestJournal journal)
    {
        journal.Clear(scope.Id);
        return TypedResults.NoContent();
    }

    private static IResult Stream(TenantScope scope, JournalFilter filter, RequestJournal journal, HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (journal.Subscribe(scope.Id, filter.Since) is not { } subscription)
            return ControlProblem.ServiceUnavailable("The maximum number of journal streams is open. Close one.");
        // Also for a reader that disconnects before the stream begins.
        context.Response.RegisterForDispose(subscription);
        return TypedResults.ServerSentEvents(JournalStream.ReadAsync(subscription, filter, lifetime.ApplicationStopping, context.RequestAborted));
    }

    private static Ok<HarResource> ExportHar(TenantScope scope, JournalFilter filter, RequestJournal journal) =>
        TypedResults.Ok(HarResource.From(filter.Apply(journal, scope.Id).Entries));

    private static PushStreamHttpResult ExportHttpFile(TenantScope scope, JournalFilter filter, RequestJournal journal, CancellationToken cancellationToken)
    {
        var (entries, _) = filter.Apply(journal, scope.Id);
        return TypedResults.Stream(stream => HttpFile.WriteAsync(stream, () => entries, cancellationToken), HttpFileType);
    }

    private static RouteHandlerBuilder WithFilterParameters(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) => JournalFilter.DescribeParametersAsync(operation)).WithParameterDescriptions();
}
