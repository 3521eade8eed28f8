using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>The faults of query options in Graph's words.</summary>
internal static class QueryFaultText
{
    /// <param name="option">Without its dollar sign, in small letters.</param>
    public static Problem Of(string option, QueryFault fault)
    {
        var clause = option == "filter" ? QueryErrors.FilterClause : "";
        return fault switch
        {
            QueryFault.NotEmulated f => Catalogue.QueryOptionNotEmulated.With($"${option}={f.What}"),
            QueryFault.UnknownProperty f when option is "select" or "expand" => QueryErrors.SelectionUnknown.With(f.Name, f.Type),
            QueryFault.BadTerm f => QueryErrors.SelectionTerm.With(f.Term),
            QueryFault.UnbalancedBracket => QueryErrors.SelectionUnbalanced.With(),
            QueryFault.UnknownProperty f => QueryErrors.QueryPropertyUnknown.With(clause, f.Name, f.Type),
            QueryFault.Syntax f => QueryErrors.QuerySyntax.With(clause, f.Position, f.Text),
            QueryFault.Character f => QueryErrors.QueryCharacter.With(clause, f.Found, f.Position, f.Text),
            QueryFault.Unterminated f => QueryErrors.QueryTextUnterminated.With(clause, f.Position, f.Text),
            QueryFault.ExpressionMissing f => QueryErrors.QueryExpressionMissing.With(clause, f.Position, f.Text),
            QueryFault.TooLong f => QueryErrors.QueryTooLong.With(clause, option, f.Most),
            QueryFault.CloseMissing f => QueryErrors.FilterCloseMissing.With(f.Position, f.Text),
            QueryFault.CommaMissing f => QueryErrors.FilterCommaMissing.With(f.Position, f.Text),
            QueryFault.UnlikeOperands f => QueryErrors.FilterOperandsUnlike.With(f.Left, f.Right, f.Operator),
            QueryFault.UnfitOperand f => QueryErrors.FilterOperandUnfit.With(f.Type, f.Operator),
            QueryFault.UnknownFunction f => QueryErrors.FilterFunctionUnknown.With(f.Name),
            QueryFault.UnfitArguments f => QueryErrors.FilterArgumentsUnfit.With(f.Function),
            QueryFault.NotBoolean => QueryErrors.FilterNotBoolean.With(),
            QueryFault.NotMember f => QueryErrors.FilterNotMember.With(f.Text),
            QueryFault.TooDeep => QueryErrors.FilterTooDeep.With(),
            QueryFault.TooManyNodes f => QueryErrors.FilterTooManyNodes.With(f.Most),
            QueryFault.NotScalar => QueryErrors.OrderNotScalar.With(),
            QueryFault.NotCardinal f => (option == "top" ? QueryErrors.TopInvalid : QueryErrors.SkipInvalid).With(f.Value),
            QueryFault.PageSize f => QueryErrors.PageSizeInvalid.With(f.Value),
            QueryFault.NotFlag f => QueryErrors.CountInvalid.With(f.Value),
            QueryFault.BadToken => QueryErrors.SkipTokenInvalid.With(),
            QueryFault.StaleToken => QueryErrors.SkipTokenExpired.With(),
            _ => throw new InvalidOperationException($"{fault.GetType().Name} has no text."),
        };
    }
}
