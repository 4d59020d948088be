package org.stompest.benchmarks.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.stompest.benchmarks.Spread;

/** What text messages cost alone and in company, with one broker: a row of the table. Not thread-safe. */
final class Row {
    private final String broker;
    private final List<Map<Company, Cost>> rounds = new ArrayList<>();

    Row(String broker) {
        this.broker = broker;
    }

    void add(Map<Company, Cost> round) {
        rounds.add(round);
    }

    /** In company over alone, round by round: what changes slowly on the machine is in both. */
    Spread ratio(ToDoubleFunction<Cost> measure) {
        return Spread.of(rounds.stream()
                .map(round -> measure.applyAsDouble(round.get(Company.BESIDE_MAPS_AND_STREAMS))
                        / measure.applyAsDouble(round.get(Company.ALONE)))
                .toList());
    }

    private Spread spread(Company company, ToDoubleFunction<Cost> measure) {
        return Spread.of(rounds.stream()
                .map(round -> measure.applyAsDouble(round.get(company)))
                .toList());
    }

    @Override
    public String toString() {
        return "| "
                + String.join(
                        " | ",
                        broker,
                        spread(Company.ALONE, Cost::nanos).cell(0),
                        spread(Company.BESIDE_MAPS_AND_STREAMS, Cost::nanos).cell(0),
                        ratio(Cost::nanos).cell(3),
                        spread(Company.ALONE, Cost::bytes).cell(0),
                        spread(Company.BESIDE_MAPS_AND_STREAMS, Cost::bytes).cell(0),
                        ratio(Cost::bytes).cell(3))
                + " |";
    }
}
