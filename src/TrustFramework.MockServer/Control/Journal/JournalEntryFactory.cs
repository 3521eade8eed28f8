using Microsoft.AspNetCore.Http.Features;
using TrustFramework.MockServer.Control.Faults;
using TrustFramework.MockServer.Control.Journal.Masking;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.Management;
using TrustFramework.MockServer.SignIn;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A response as the server sent it.</summary>
/// <param name="Status">0 when no response was sent.</param>
/// <param name="CompletedAt">By the server's clock.</param>
internal sealed record RecordedResponse(int Status, DateTimeOffset CompletedAt, ResponseRecorder Body);

/// <summary>Creates the journal entry of a request. Secrets are masked here, so that no reader of the journal can expose them.</summary>
internal sealed class JournalEntryFactory(TenantClocks clocks, TimeProvider time)
{
    public async ValueTask<JournalEntry> CreateAsync(HttpContext context, OriginalRequest request, RecordedResponse response)
    {
        var (tenant, details, graph) = Describe(context);
        return new JournalEntry
        {
            Time = await clocks.ToApproximateTenantTimeAsync(tenant, response.CompletedAt),
            ReceivedAt = request.ReceivedAt,
            CompletedAt = response.CompletedAt,
            Duration = time.GetElapsedTime(request.Timestamp),
            Tenant = tenant,
            Details = details,
            Method = request.Method,
            Origin = request.Origin,
            Path = TextMask.Apply(request.Path),
            Query = request.Query.Length > 1 ? $"?{QueryMask.Apply(request.Query[1..])}" : "",
            Protocol = context.Request.Protocol,
            RequestHeaders = HeaderMask.Apply(context.Request.Headers),
            RequestBody = GetRequestBody(context),
            Status = response.Status,
            ResponseHeaders = HeaderMask.Apply(context.Response.Headers),
            ResponseBody = GetResponseBody(context, graph, response.Body),
            IsAborted = ConnectionAbort.IsAborted(context),
            Fault = context.Features.Get<InjectedFault>() is { } injected ? new RecordedFault(injected.Rule, injected.Description) : null,
        };
    }

    /// <summary>The tenant and the details of a request; the context of a request to Graph.</summary>
    private static (TenantId Tenant, RequestDetails Details, GraphRequestContext? Graph) Describe(HttpContext context)
    {
        if (SignInRequestContext.Find(context) is { } signIn)
            return (signIn.TenantId, GetSignInDetails(context, signIn), null);
        if (context.GetEndpoint()?.Metadata.GetMetadata<LoginEndpointMetadata>() is not null)
            return (LoginRequestContext.Find(context)?.TenantId ?? TenantId.Global, GetLoginDetails(context), null);
        return GraphRequestContext.Find(context) is { } graph
            ? (graph.Caller?.Tenant.Id ?? TenantId.Global, GetGraphDetails(context, graph), graph)
            : (TenantId.Global, GetOtherDetails(context), null);
    }

    private static RequestDetails GetGraphDetails(HttpContext context, GraphRequestContext graph)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var operation = metadata?.GetMetadata<Operation>();
        var (principal, error) = (graph.Caller?.Principal, graph.Error);
        return new RequestDetails
        {
            Client = principal?.ClientId,
            User = principal?.User?.Name ?? principal?.User?.Id,
            Operation = operation?.Id,
            OperationName = operation?.Name,
            OperationId = KnownOperations.GetOperationId(context.GetEndpoint()),
            Id = GetRouteKey(context, "id"),
            Key = GetRouteKey(context, "kid"),
            RequestId = graph.RequestId,
            ClientRequestId = TextMask.Apply(graph.ClientRequestId),
            CorrelationId = error?.Definition.Layer == ErrorLayer.Backend ? graph.RequestId : null,
            Refusal = error is null ? null : CreateRefusal(error.Definition.Code, error.Message, error.Hint),
            Granted = principal?.Permissions,
            Accepted = metadata?.GetMetadata<PermissionRequirement>()?.AcceptedPermissions,
        };
    }

    private static RequestDetails GetLoginDetails(HttpContext context)
    {
        var login = context.Features.Get<LoginRequestContext>();
        return new RequestDetails
        {
            Client = login?.ClientId is { } client ? TextMask.Apply(client) : FindParameter(context, "client_id"),
            User = FindParameter(context, "username"),
            Operation = KnownOperations.GetLoginPath(context.GetEndpoint()),
            OperationName = KnownOperations.Login,
            RequestId = login?.TraceId,
            CorrelationId = login?.CorrelationId,
            Refusal = login?.Error is { } error ? CreateRefusal(error.Definition.Name, error.Text, error.Hint) : null,
        };
    }

    private static RequestDetails GetSignInDetails(HttpContext context, SignInRequestContext signIn) => new()
    {
        Client = signIn.ClientId is { } client ? TextMask.Apply(client) : FindParameter(context, "client_id"),
        User = FindParameter(context, "username"),
        Operation = KnownOperations.GetSignInOperation(context.GetEndpoint()),
        OperationName = KnownOperations.SignIn,
        Id = context.GetRouteValue("policy") is string policy ? TextMask.Apply(policy) : null,
        RequestId = signIn.CorrelationId,
        CorrelationId = signIn.CorrelationId,
        Refusal = signIn.Error is { } error ? CreateRefusal(error.Code, error.Text, error.Hint) : null,
    };

    private static RequestDetails GetOtherDetails(HttpContext context) => context.Features.Get<ManagementError>() is { } error
        ? new RequestDetails { Refusal = CreateRefusal(error.Code, error.Message, hint: null) }
        : RequestDetails.None;

    private static RecordedRefusal CreateRefusal(string code, string message, string? hint) => new(code, TextMask.Apply(message), hint is null ? null : TextMask.Apply(hint));

    /// <summary>A parameter in the form or the query; null if the request has none.</summary>
    private static string? FindParameter(HttpContext context, string name)
    {
        string?[] values = [context.Features.Get<IFormFeature>()?.Form?[name].ToString(), context.Request.Query[name].ToString()];
        return values.FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } value ? TextMask.Apply(value) : null;
    }

    /// <summary>Returns the body if the service read it. The journal itself never reads a body.</summary>
    private static RecordedBody? GetRequestBody(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
            return null;
        if (context.Features.Get<RequestBodyFeature>() is { } body)
            return BodyMask.ApplyToRequest(body.Bytes, context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Request?.ContentType == "application/xml");
        if (context.Features.Get<IFormFeature>()?.Form is { } form)
            return BodyMask.ApplyToForm(form, request.ContentLength);
        return RecordedBody.Omitted(request.ContentLength, "The server did not read it.");
    }

    /// <summary>Returns the body before compression. A Graph response is taken from the request context, so that its bytes are not copied.</summary>
    private static RecordedBody? GetResponseBody(HttpContext context, GraphRequestContext? graph, ResponseRecorder recorder)
    {
        var (contentType, isGraph) = (context.Response.ContentType, graph is not null);
        if (graph is not { ResponseContent: { IsEmpty: false } content })
            return BodyMask.ApplyToResponse(recorder.RecordedBytes, recorder.Length, contentType, isGraph);
        // A fault can send less than the whole content.
        var length = context.Response.Headers.ContentEncoding.Count > 0 ? content.Length : (int)Math.Min(recorder.Length, content.Length);
        return BodyMask.ApplyToResponse(content[..length], length, contentType, isGraph);
    }

    private static string? GetRouteKey(HttpContext context, string name) =>
        context.GetRouteValue(name) is string segment && EntityKey.TryParse(segment, provider: null, out var key) ? TextMask.Apply(key.Value) : null;
}
